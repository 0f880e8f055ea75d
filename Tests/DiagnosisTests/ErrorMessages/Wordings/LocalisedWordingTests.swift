import Testing

@testable import Diagnosis

@Suite("Wordings: Localised")
struct LocalisedWordingTests {
    @Test("The system in other languages")
    func localised() {
        Wording.expect(
            #"""
            connection-refused - - | Verbindungsaufbau abgelehnt
            connection-refused - - | Verbindung abgelehnt
            connection-refused - - | Verbindung verweigert
            connection-refused - - | Connexion refusée
            connection-refused - - | connexion a été refusée
            connection-refused - - | Conexión rehusada
            connection-refused - - | Conexión rechazada
            connection-refused - - | conexión denegada
            connection-refused - - | Connessione rifiutata
            connection-refused - - | Conexão recusada
            connection-refused - - | Ligação recusada
            connection-refused - - | соединении отказано
            connection-refused - - | Połączenie odrzucone
            connection-refused - - | Połączenie odmówione
            connection-refused - - | 接続を拒否されました
            connection-refused - - | 接続が拒否されました
            connection-refused - - | 拒绝连接
            connection-refused - - | 连接被拒绝
            connection-refused - - | 拒絕連線
            connection-refused - - | 連線被拒
            connection-refused - - | 연결이 거부
            connection-refused - - | 연결을 거부
            connection-refused - - | 연결 거부
            connection-refused - - | Verbinding is geweigerd
            connection-refused - - | Bağlantı reddedildi
            connection-refused - - | Spojení odmítnuto
            connection-refused - - | Förbindelse vägras
            connection-refused - - | Förbindelsen förvägrad
            connection-refused - - | Forbindelse afvist
            connection-refused - - | da der Zielcomputer die Verbindung verweigerte
            connection-refused - - | l'ordinateur cible l'a expressément refusée
            connection-refused - - | equipo de destino denegó expresamente
            connection-refused - - | Rifiuto persistente del computer di destinazione
            connection-refused - - | máquina de destino as recusou ativamente
            connection-refused - - | 目标计算机积极拒绝
            connection-refused - - | 目標電腦拒絕連線
            connection-refused - - | 対象のコンピューターによって拒否
            connection-refused - - | конечный компьютер отверг запрос на подключение
            connection-refused - - | 대상 컴퓨터에서 연결을 거부
            connection-refused - - | komputer docelowy aktywnie
            connection-refused - - | doelcomputer de verbinding actief heeft geweigerd
            address-in-use - - | Adresse wird bereits verwendet
            address-in-use - - | Adresse wird schon benutzt
            address-in-use - - | Adresse déjà utilisée
            address-in-use - - | adresse est déjà utilisée
            address-in-use - - | dirección ya se está usando
            address-in-use - - | dirección ya está en uso
            address-in-use - - | Indirizzo già in uso
            address-in-use - - | Endereço já em uso
            address-in-use - - | endereço já está em uso
            address-in-use - - | endereço já está a ser
            address-in-use - - | Адрес уже используется
            address-in-use - - | адрес уже занят
            address-in-use - - | Adres jest już w użyciu
            address-in-use - - | Adres jest już używany
            address-in-use - - | アドレスは既に使用中です
            address-in-use - - | アドレスは既に使用されています
            address-in-use - - | アドレスがすでに使用
            address-in-use - - | 地址已在使用
            address-in-use - - | 地址已被使用
            address-in-use - - | 地址已经被使用
            address-in-use - - | 地址已被占用
            address-in-use - - | 位址已經在使用
            address-in-use - - | 位址已在使用
            address-in-use - - | 地址已經在使用
            address-in-use - - | 주소가 이미 사용
            address-in-use - - | 이미 사용 중인 주소
            address-in-use - - | 이미 사용중인 주소
            address-in-use - - | 주소를 이미 사용
            address-in-use - - | 端口已被占用
            address-in-use - - | 端口被占用
            address-in-use - - | Adres is al in gebruik
            address-in-use - - | Adres zaten kullanımda
            address-in-use - - | Adresa je užívána
            address-in-use - - | Adressen används redan
            address-in-use - - | Socketadresse (Protokoll, Netzwerkadresse oder Anschluss) nur jeweils einmal
            address-in-use - - | Une seule utilisation de chaque adresse de socket
            address-in-use - - | un uso de cada dirección de socket
            address-in-use - - | un solo utilizzo di ogni indirizzo di socket
            address-in-use - - | apenas uma utilização de cada endereço de
            address-in-use - - | 只允许使用一次
            address-in-use - - | 各ソケット アドレスに対して
            address-in-use - - | одно использование адреса сокета
            address-in-use - - | одно использование адреса
            address-in-use - - | jedno użycie każdego adresu gniazda
            address-in-use - - | 각 소켓 주소
            address-in-use - - | 通訊端位址
            address-in-use - - | Port est déjà utilisé
            address-in-use - 8080 | port 8080 est déjà utilisé
            address-in-use - 6379 | Port 6379 wird bereits
            address-in-use - 9200 | Port 9200 ist bereits belegt
            address-in-use - 27017 | puerto 27017 ya está en uso
            address-in-use - 5000 | 端口 5000 已被占用
            address-in-use - 8081 | порт 8081 уже используется
            address-in-use - 4200 | порт 4200 уже занят
            permission-denied - - | Keine Berechtigung
            permission-denied - - | Permission non accordée
            permission-denied - - | Permiso denegado
            permission-denied - - | Permesso negato
            permission-denied - - | Permissão negada
            permission-denied - - | Permissão recusada
            permission-denied - - | Отказано в доступе
            permission-denied - - | Brak dostępu
            permission-denied - - | 許可がありません
            permission-denied - - | 权限不够
            permission-denied - - | 权限不足
            permission-denied - - | 拒絕不符權限
            permission-denied - - | 허가 거부
            permission-denied - - | 权限被拒绝
            permission-denied - - | Toegang geweigerd
            permission-denied - - | Erişim engellendi
            permission-denied - - | Přístup odmítnut
            permission-denied - - | Åtkomst nekas
            permission-denied - - | Vorgang nicht zulässig
            permission-denied - - | Opération non permise
            permission-denied - - | Operación no permitida
            permission-denied - - | Operazione non permessa
            permission-denied - - | Operação não permitida
            permission-denied - - | Операция не позволена
            permission-denied - - | 許可されていない操作です
            permission-denied - - | 不允许的操作
            permission-denied - - | 명령을 허용하지 않음
            permission-denied - - | Zugriff auf einen Socket war aufgrund der Zugriffsrechte
            permission-denied - - | accès à un socket de manière interdite
            permission-denied - - | accéder à un socket de manière interdite
            permission-denied - - | acceso a un socket no permitido
            permission-denied - - | Tentativo di accesso al socket con modalità non consentite
            permission-denied - - | soquete de uma maneira proibida
            permission-denied - - | 访问权限不允许的方式
            permission-denied - - | アクセス許可で禁じられた方法で
            permission-denied - - | запрещенным правами доступа
            permission-denied - - | запрещённым правами доступа
            permission-denied - - | 액세스 권한에 의해 숨겨진 소켓
            permission-denied - - | w sposób zabroniony przez przypisane uprawnienia
            timeout - - | Wartezeit für die Verbindung ist abgelaufen
            timeout - - | Zeitüberschreitung
            timeout - - | Connexion terminée par expiration du délai
            timeout - - | délai d'attente
            timeout - - | Expiró el tiempo de conexión
            timeout - - | tiempo de conexión
            timeout - - | tiempo de espera agotado
            timeout - - | Connessione scaduta
            timeout - - | Tempo scaduto per la connessione
            timeout - - | connessione in timeout
            timeout - - | Tempo esgotado para conexão
            timeout - - | conexão expirou
            timeout - - | Tempo limite da ligação
            timeout - - | Conexão expirada
            timeout - - | Tempo esgotado
            timeout - - | Время ожидания соединения истекло
            timeout - - | Время ожидания истекло
            timeout - - | время ожидания подключения
            timeout - - | Przekroczony czas oczekiwania
            timeout - - | Upłynął limit czasu
            timeout - - | Upłynął czas oczekiwania
            timeout - - | 接続がタイムアウトしました
            timeout - - | 接続タイムアウト
            timeout - - | 连接超时
            timeout - - | 連線逾時
            timeout - - | 连接已超时
            timeout - - | 연결 시간 초과
            timeout - - | 연결 시간이 초과
            timeout - - | 연결이 시간 초과
            timeout - - | da die Gegenstelle nach einer bestimmten Zeitspanne nicht richtig reagiert hat
            timeout - - | le parti connecté n'a pas répondu convenablement
            timeout - - | la parte conectada no respondió
            timeout - - | 连接方在一段时间后没有正确答复
            timeout - - | 正しく応答しなかった
            timeout - - | Попытка установить соединение была безуспешной
            timeout - - | 연결된 구성원으로부터 응답이 없어
            timeout - - | nie odpowiedziała poprawnie
            timeout - - | non ha risposto correttamente
            timeout - - | não respondeu corretamente
            host-unreachable - - | Keine Route zum Zielrechner
            host-unreachable - - | Keine Route zum Host
            host-unreachable - - | Aucun chemin d'accès pour atteindre l'hôte
            host-unreachable - - | Pas de route vers l'hôte
            host-unreachable - - | ruta hasta el
            host-unreachable - - | ruta hacia el
            host-unreachable - - | ruta al host
            host-unreachable - - | Nessun instradamento per l'host
            host-unreachable - - | Instradamento per l'host
            host-unreachable - - | instradamento verso l'host
            host-unreachable - - | Não há rota para o host
            host-unreachable - - | rota para o host
            host-unreachable - - | rota para o anfitrião
            host-unreachable - - | Нет маршрута до узла
            host-unreachable - - | Нет маршрута к узлу
            host-unreachable - - | Brak trasy do hosta
            host-unreachable - - | Brak trasy do
            host-unreachable - - | ホストへの経路がありません
            host-unreachable - - | ホストへのルートがありません
            host-unreachable - - | 没有到主机的路由
            host-unreachable - - | 沒有到主機的路由
            host-unreachable - - | 没有主机的路由
            host-unreachable - - | 没有路由到主机
            host-unreachable - - | 호스트로 갈 루트가 없음
            host-unreachable - - | 호스트로의 루트가 없음
            host-unreachable - - | 호스트로 가는 루트가 없음
            host-unreachable - - | 호스트에 대한 경로
            network-unreachable - - | Netzwerk ist nicht erreichbar
            network-unreachable - - | réseau n'est pas accessible
            network-unreachable - - | réseau est inaccessible
            network-unreachable - - | red es inaccesible
            network-unreachable - - | red es inalcanzable
            network-unreachable - - | red no está accesible
            network-unreachable - - | Rete non raggiungibile
            network-unreachable - - | rete non è raggiungibile
            network-unreachable - - | rede está fora de alcance
            network-unreachable - - | Rede inacessível
            network-unreachable - - | rede não está acessível
            network-unreachable - - | rede inalcançável
            network-unreachable - - | Сеть недоступна
            network-unreachable - - | Сеть не доступна
            network-unreachable - - | Sieć jest niedostępna
            network-unreachable - - | Sieć jest nieosiągalna
            network-unreachable - - | Sieć niedostępna
            network-unreachable - - | ネットワークに届きません
            network-unreachable - - | ネットワークに到達できません
            network-unreachable - - | ネットワークに接続できません
            """#)
    }
}
