import Testing

/// A Procfile with what stands beside it, and whose reading of it counts. `BASE` is the first port of the case.
struct ProcfileCase: Sendable, CustomTestStringConvertible {
    var title: String
    var procfile: String
    var dotenv: String?
    /// What its services call themselves, the first one of the file first.
    var services: [String]
    var arguments: [String]
    var environment: [String: String]
    /// Where foreman and honcho disagree: the one that is followed. Why stands beside the case.
    var only: ProcfileTool?
    /// How far the first service's port is from `BASE`.
    var firstOffset: Int?

    init(
        _ title: String, _ procfile: String, dotenv: String? = nil, services: [String] = ["web"],
        arguments: [String] = ["-p", "BASE"], environment: [String: String] = [:], only: ProcfileTool? = nil,
        firstOffset: Int? = 0
    ) {
        self.title = title
        self.procfile = procfile
        self.dotenv = dotenv
        self.services = services
        self.arguments = arguments
        self.environment = environment
        self.only = only
        self.firstOffset = firstOffset
    }

    var testDescription: String { title }
    var references: [ProcfileTool] { only.map { [$0] } ?? [.foreman, .honcho] }

    static let all = lines + ports + commands + variables

    /// Which lines are services.
    private static let lines = [
        ProcfileCase(
            "no blank, a tab, many blanks behind the colon",
            "web:./got web $PORT\napi:\t./got api $PORT\nworker:    ./got worker $PORT\n",
            services: ["web", "api", "worker"]),
        ProcfileCase(
            "names of every kind of letter", "9-To_5: ./got nine $PORT\n123: ./got number $PORT\n_: ./got line $PORT\n",
            services: ["nine", "number", "line"]),
        ProcfileCase(
            "lines that are no service are passed over and take no port",
            """
            # web: ./got comment

            no colon here
            web.1: ./got dotted
            web : ./got blank
             web: ./got indented
            wéb: ./got letter
            web:
            web: ./got web $PORT
            api: ./got api $PORT
            """, services: ["web", "api"]),
        ProcfileCase("lines end in CR LF", "web: ./got web $PORT\r\napi: ./got api x\r\n", services: ["web", "api"]),
        // honcho refuses the file.
        ProcfileCase(
            "one name twice", "web: ./got first $PORT\nweb: ./got second $PORT\napi: ./got api $PORT\n",
            services: ["first", "second", "api"], only: .foreman),
    ]

    /// Where ports come from.
    private static let ports = [
        ProcfileCase(
            "-p, each line a hundred further",
            (0..<5).map { "s\($0): ./got s\($0) $PORT\n" }.joined(), services: (0..<5).map { "s\($0)" }),
        ProcfileCase(
            "PORT of the environment", "web: ./got web $PORT\napi: ./got api $PORT\n", services: ["web", "api"],
            arguments: [], environment: ["PORT": "BASE"]),
        ProcfileCase(
            "PORT of .env, before that of the environment", "web: ./got web $PORT\napi: ./got api $PORT\n",
            dotenv: "PORT=BASE\n", services: ["web", "api"], arguments: [], environment: ["PORT": "1"]),
        ProcfileCase(
            "-p before PORT of the environment", "web: ./got web $PORT\n", environment: ["PORT": "1"]),
        // honcho lets .env's PORT win over its own flag.
        ProcfileCase(
            "-p before PORT of .env", "web: ./got web $PORT\napi: ./got api $PORT\n", dotenv: "PORT=\"1\"\n",
            services: ["web", "api"], only: .foreman),
        // honcho counts the chosen lines only: the port of a service would depend on who is started with it.
        ProcfileCase(
            "a service alone keeps its port", "web: ./got web $PORT\napi: ./got api $PORT\n", services: ["api"],
            arguments: ["-p", "BASE", "api"], only: .foreman, firstOffset: 100),
    ]

    /// What becomes of a command.
    private static let commands = [
        ProcfileCase(
            "quotes and words",
            #"web: ./got web 'a  b' "c  d" e\ f "" 'it'\''s' "say \"x\"" a=b 50% +x,y"#),
        ProcfileCase(
            "what a shell expands",
            "web: ./got web *.txt ~ ${PORT:-none} ${NOBODY:-else} $(echo sub) `echo tick` \"$HOME\" $((1+2)) [ot]*\n"),
        ProcfileCase(
            "several commands",
            """
            and: true && ./got and $PORT
            or: false || ./got or $PORT
            pipe: echo piped $PORT | { read -r a b; ./got pipe $a $b; }
            list: cd sub; ../got list *
            sub: (cd sub && exec ../got sub in)
            if: if [ -n "$PORT" ]; then ./got if yes; else ./got if no; fi
            """, services: ["and", "or", "pipe", "list", "sub", "if"]),
        ProcfileCase(
            "assignments, exec and redirections",
            "set: A=1 B='2 3' ./got set $A\nexec: exec ./got exec $PORT\nto: ./got to x >/dev/null 2>&1\n",
            services: ["set", "exec", "to"]),
        ProcfileCase(
            "a comment and a backslash at the end", "web: ./got web a  # b\napi: ./got api c\\\nx: ./got x d\n",
            services: ["web", "api", "x"]),
        // foreman replaces $NAME as text, also in single quotes and in longer names.
        ProcfileCase(
            "single quotes and longer names are the shell's", "web: ./got web '$PORT' $PORTER \\$PORT a$PORT.b\n",
            only: .honcho),
    ]

    /// What .env gives.
    private static let variables = [
        ProcfileCase(
            "plain, quoted and empty lines, comments",
            "web: ./got web $PLAIN \"$SINGLE\" $DOUBLE ${URL}\n",
            dotenv: """
                # a comment
                PLAIN=b

                SINGLE='b c'
                DOUBLE="b  c"
                URL=http://h:1/x?y=1&z=2
                EQUALS=b=c
                lower_case=yes
                LINES="l1\\nl2"
                SAY="say \\"hi\\""
                REFERENCE=$PLAIN
                BRACES="${PLAIN}x"
                PLAIN=again
                export NOT=set
                NOT: set
                A-B=1
                nothing
                """),
        ProcfileCase("a .env with CR LF", "web: ./got web $A $B\n", dotenv: "A=b\r\nB='c d'\r\n"),
        ProcfileCase(
            "a .env wins over the environment", "web: ./got web $A $B\n", dotenv: "A=file\n",
            environment: ["A": "environment", "B": "environment"]),
        ProcfileCase(
            "a command from .env", "web: $RUN $WORDS\n", dotenv: "RUN=./got\nWORDS='web a b'\n"),
        // honcho splits a value as a shell would: blanks go, # begins a comment, an empty value is none.
        ProcfileCase(
            "values as they stand in the line", "web: ./got web\n",
            dotenv: """
                COMMENT=b # c
                BLANKS=b c
                EMPTY=
                BEHIND="b" # c
                DOLLAR="a\\$b"
                RAW='l1\\nl2'
                TICKS=`b`
                CALL=$(echo hi)
                OPEN="unterminated
                 INDENTED=b
                AROUND = b
                """, only: .foreman),
    ]
}
