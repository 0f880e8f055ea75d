import Testing

@testable import Diagnosis

@Suite("Wordings: Localised, part 2")
struct Localised2WordingTests {
    @Test("The system in other languages, continued")
    func localised2() {
        Wording.expect(
            #"""
            network-unreachable - - | 网络不可达
            network-unreachable - - | 网络无法访问
            network-unreachable - - | 網路無法連接
            network-unreachable - - | 網路不可及
            network-unreachable - - | 網路無法到達
            network-unreachable - - | 네트워크가 접근 불가
            network-unreachable - - | 네트워크에 접근할 수 없
            network-unreachable - - | 네트워크에 연결할 수 없
            network-unreachable - - | 네트워크가 도달 불가
            not-available - - | angeforderte Adresse kann nicht zugewiesen
            not-available - - | angeforderte Adresse nicht zuweisen
            not-available - - | angeforderte Adresse ist in diesem Kontext ungültig
            not-available - - | attribuer l'adresse demandée
            not-available - - | assigner l'adresse demandée
            not-available - - | affecter l'adresse demandée
            not-available - - | asignar la dirección solicitada
            not-available - - | asignar la dirección pedida
            not-available - - | assegnare l'indirizzo richiesto
            not-available - - | atribuir o endereço
            not-available - - | atribuir endereço
            not-available - - | назначить запрошенный адрес
            not-available - - | присвоить запрошенный адрес
            not-available - - | выделить запрошенный адрес
            not-available - - | przypisać żądanego adresu
            not-available - - | przydzielić żądanego adresu
            not-available - - | 要求アドレスに割り当て
            not-available - - | 要求されたアドレス
            not-available - - | 指定被请求的地址
            not-available - - | 指定请求的地址
            not-available - - | 分配请求的地址
            not-available - - | 分配所请求的地址
            not-available - - | 指派要求的位址
            not-available - - | 指定所要求的位址
            not-available - - | 無法指定被請求的位址
            not-available - - | 요청한 주소를 배정
            not-available - - | 요청한 주소를 할당
            not-available - - | 요청된 주소를 할당
            not-available - - | dirección solicitada no es válida en este contexto
            not-available - - | adresse demandée n'est pas valide dans son contexte
            not-available - - | 请求的地址无效
            reset - - | vom Kommunikationspartner zurückgesetzt
            reset - - | Verbindung wurde zurückgesetzt
            reset - - | Verbindung zurückgesetzt
            reset - - | Connexion ré-initialisée
            reset - - | Connexion réinitialisée
            reset - - | connexion a été réinitialisée
            reset - - | Conexión reinicializada
            reset - - | conexión restablecida
            reset - - | Conexión reiniciada
            reset - - | Connessione interrotta dal corrispondente
            reset - - | Connessione azzerata
            reset - - | Conexão fechada pela outra ponta
            reset - - | Conexão redefinida
            reset - - | Conexão reiniciada
            reset - - | Ligação reiniciada
            reset - - | Соединение разорвано другой стороной
            reset - - | Соединение сброшено
            reset - - | Połączenie zerwane przez
            reset - - | Połączenie zresetowane
            reset - - | 接続が相手からリセットされました
            reset - - | 接続がピアによってリセット
            reset - - | 连接被对端重置
            reset - - | 连接被对方重设
            reset - - | 连接被对方重置
            reset - - | 连接被重置
            reset - - | 連線被對方重設
            reset - - | 連線被重設
            reset - - | 상대편이 연결을 끊
            reset - - | 연결이 피어에 의해
            reset - - | 연결이 재설정
            reset - - | Verbindung wurde vom Remotehost geschlossen
            reset - - | être fermée par l'hôte distant
            reset - - | interrupción de una conexión existente por el host remoto
            reset - - | 远程主机强迫关闭了一个现有的连接
            reset - - | リモート ホストに強制的に切断
            reset - - | хост принудительно разорвал
            reset - - | forzatamente la connessione esistente
            reset - - | conexão existente foi forçado o cancelamento
            reset - - | 원격 호스트에 의해 강제로
            fd-limit - - | Zu viele offene Dateien
            fd-limit - - | Trop de fichiers ouverts
            fd-limit - - | Demasiados archivos abiertos
            fd-limit - - | Demasiados ficheros abiertos
            fd-limit - - | Troppi file aperti
            fd-limit - - | arquivos abertos
            fd-limit - - | Слишком много открытых файлов
            fd-limit - - | Za dużo otwartych plików
            fd-limit - - | オープンしているファイルが多すぎます
            fd-limit - - | 開いているファイルが多すぎます
            fd-limit - - | 打开的文件过多
            fd-limit - - | 打开的文件太多
            fd-limit - - | 開啟太多檔案
            fd-limit - - | 열린 파일이 너무 많
            fd-limit - - | 열려 있는 파일이 너무 많
            broken-pipe - - | Datenübergabe unterbrochen
            broken-pipe - - | Relais brisé
            broken-pipe - - | Tubería rota
            broken-pipe - - | Pipe interrotta
            broken-pipe - - | Pipe quebrado
            broken-pipe - - | Encadeamento interrompido
            broken-pipe - - | Обрыв канала
            broken-pipe - - | Przerwany potok
            broken-pipe - - | パイプが切断されました
            broken-pipe - - | 断开的管道
            broken-pipe - - | 破碎的管道
            broken-pipe - - | 中断的管道
            broken-pipe - - | 파이프가 깨어짐
            broken-pipe - - | 끊어진 파이프
            name-resolution - - | Name oder der Dienst ist nicht bekannt
            name-resolution - - | Name oder Dienst nicht bekannt
            name-resolution - - | Nom ou service inconnu
            name-resolution - - | Nombre o servicio desconocido
            name-resolution - - | Nome o servizio sconosciuto
            name-resolution - - | Nome ou serviço desconhecido
            name-resolution - - | Имя или служба не известны
            name-resolution - - | Неизвестное имя или служба
            name-resolution - - | Имя или сервис не известны
            name-resolution - - | Nieznana nazwa lub usługa
            name-resolution - - | 名前またはサービスが不明です
            name-resolution - - | 未知的名称或服务
            name-resolution - - | 未知的名稱或服務
            name-resolution - - | 이름 혹은 서비스를 알 수 없
            name-resolution - - | 이름 또는 서비스를 알 수 없
            name-resolution - - | Fehler bei der Namensauflösung
            name-resolution - - | dans la résolution du nom
            name-resolution - - | dans la résolution de nom
            name-resolution - - | en la resolución del nombre
            name-resolution - - | resolución de nombres
            name-resolution - - | nella risoluzione del nome
            name-resolution - - | na resolução de nome
            name-resolution - - | в разрешении имен
            name-resolution - - | в разрешении имён
            name-resolution - - | rozwiązywania nazw
            name-resolution - - | rozwiązywaniu nazw
            name-resolution - - | 名前解決に一時的に失敗
            name-resolution - - | 域名解析出现暂时性错误
            name-resolution - - | 名称解析暂时失败
            name-resolution - - | 이름 해석에 일시적
            name-resolution - - | 이름을 확인하는 중 일시적
            name-resolution - - | Der angegebene Host ist unbekannt
            name-resolution - - | kein solcher Host bekannt
            name-resolution - - | Hôte inconnu
            name-resolution - - | Host desconocido
            name-resolution - - | Host sconosciuto
            name-resolution - - | 不知道这样的主机
            name-resolution - - | そのようなホストは不明
            name-resolution - - | Этот хост неизвестен
            name-resolution - - | 알려진 호스트가 없습니다
            name-resolution - - | Nieznany host
            name-resolution - - | konnte nicht aufgelöst werden
            name-resolution - - | 无法解析主机
            name-resolution - - | 無法解析主機
            ipv6-disabled - - | Adressfamilie wird vom
            ipv6-disabled - - | Adressfamilie wird von
            ipv6-disabled - - | Famille d'adresses non supportée
            ipv6-disabled - - | Familia de direcciones no soportada
            ipv6-disabled - - | dirección no está soportada por el protocolo
            ipv6-disabled - - | Famiglia di indirizzi non supportata
            ipv6-disabled - - | Família de endereços não suportada
            ipv6-disabled - - | Семейство адресов не поддерживается
            ipv6-disabled - - | Rodzina adresów nie
            ipv6-disabled - - | アドレスファミリーはプロトコルによってサポートされていません
            ipv6-disabled - - | 协议不支持的地址族
            ipv6-disabled - - | 协议不支持的地址簇
            ipv6-disabled - - | 주소 계열을 지원하지 않
            """#)
    }
}
