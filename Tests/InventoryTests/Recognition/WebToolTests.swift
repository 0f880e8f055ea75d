import Inventory
import Testing

private let node = "/usr/bin/node"
private let python = "/usr/bin/python3.11"
private let ruby = "/usr/bin/ruby3.1"

@Suite struct NodeRecognitionTests {
    static let cases: [Case] = [
        Case("node node_modules/.bin/vite", executable: node, "vite", "Vite"),
        Case("node /home/ada/shop/node_modules/vite/bin/vite.js --port 3000", executable: node, "vite", "Vite"),
        Case(
            "node /srv/w/node_modules/.pnpm/vite@5.4.0/node_modules/vite/bin/vite.js preview", executable: node, "vite",
            "Vite", "preview"),
        Case("/usr/bin/node --max-old-space-size=4096 node_modules/.bin/vite", executable: node, "vite", "Vite"),
        Case("npx vite --host", executable: node, "vite", "Vite"),
        Case(title: "npm exec vite", executable: node, "vite", "Vite"),
        Case("sh -c vite", executable: "/usr/bin/dash", "vite", "Vite"),
        Case("env NODE_ENV=development PORT=3000 npx next dev", executable: "/usr/bin/env", "next", "Next.js", "dev"),
        Case("node node_modules/.bin/next dev -p 3001", executable: node, "next", "Next.js", "dev"),
        Case("node node_modules/next/dist/bin/next start", executable: node, "next", "Next.js", "start"),
        Case(title: "next-server (v14.1.0)", executable: node, "next", "Next.js", "v14.1.0"),
        Case(title: "next-server (v14.1.0)", executable: "", "next", "Next.js", "v14.1.0"),
        Case("node .next/standalone/server.js", executable: node, "next", "Next.js", ".next/standalone/server.js"),
        Case(
            "node node_modules/.bin/webpack serve --mode development", executable: node, "webpack", "webpack", "serve"),
        Case("node node_modules/webpack-dev-server/bin/webpack-dev-server.js", executable: node, "webpack", "webpack"),
        Case(
            title: "npm run dev", executable: node,
            files: ["/home/ada/shop/package.json": #"{"scripts":{"dev":"webpack serve --port 8080"}}"#], "webpack",
            "webpack", "serve"),
        Case(
            "yarn start", executable: node,
            files: ["/home/ada/shop/package.json": #"{"scripts":{"start":"cross-env PORT=1 react-scripts start"}}"#],
            "react-scripts", "React scripts", "start"),
        Case("npm run build:watch", executable: node, "npm", "npm run build:watch"),
        Case(
            "node /home/ada/shop/node_modules/react-scripts/scripts/start.js", executable: node, "react-scripts",
            "React scripts", "start"),
        Case(title: "ng serve --port 4200", executable: node, "angular", "Angular", "serve"),
        Case("node node_modules/@angular/cli/bin/ng.js serve", executable: node, "angular", "Angular", "serve"),
        Case("node node_modules/.bin/astro dev", executable: node, "astro", "Astro"),
        Case("node node_modules/.bin/nuxt dev", executable: node, "nuxt", "Nuxt"),
        Case("node .output/server/index.mjs", executable: node, "nuxt", "Nuxt", ".output/server/index.mjs"),
        Case("node node_modules/.bin/remix dev", executable: node, "remix", "Remix", "dev"),
        Case(
            "node node_modules/@remix-run/serve/dist/cli.js build/index.js", executable: node, "remix", "Remix",
            "build/index.js"),
        Case("node node_modules/.bin/storybook dev -p 6006", executable: node, "storybook", "Storybook"),
        Case("node node_modules/.bin/parcel src/index.html", executable: node, "parcel", "Parcel", "src/index.html"),
        Case("node node_modules/.bin/rsbuild dev", executable: node, "rsbuild", "Rsbuild"),
        Case("node node_modules/.bin/expo start", executable: node, "expo", "Expo", "start"),
        Case("node node_modules/@sveltejs/kit/svelte-kit.js dev", executable: node, "sveltekit", "SvelteKit"),
        Case(
            "node /usr/lib/node_modules/http-server/bin/http-server dist -p 8080", executable: node, "static-server",
            "Static files", "dist"),
        Case(title: "node (vitest)", executable: node, "js-test", "JavaScript tests", "vitest"),
        Case("node server.js", executable: node, "node", "Node server.js"),
        Case(
            "node server.js", executable: node,
            files: ["/home/ada/shop/package.json": #"{"dependencies":{"express":"^4"}}"#], "node", "Node server.js",
            "Express"),
        Case(
            "node /home/ada/shop/dist/main.js", executable: node, in: "/",
            files: ["/home/ada/shop/package.json": #"{"dependencies":{"@nestjs/core":"^10","express":"^4"}}"#],
            "node", "Node dist/main.js", "NestJS"),
        Case("node node_modules/.bin/nodemon --watch src src/api.ts", executable: node, "node", "Node api.ts"),
        Case(
            "node --require /x/tsx/dist/preflight.cjs --import file:///x/loader.mjs src/index.ts", executable: node,
            "node", "Node src/index.ts"),
        Case("node -e require('http')", executable: node, "node", "Node.js", "node -e"),
        Case("node", executable: node, "node", "Node.js"),
        Case("/opt/node20/bin/node worker.mjs", executable: "/opt/node20/bin/node", "node", "Node worker.mjs"),
        Case("node --inspect server.js", executable: node, port: 9229, "node-inspector", "Node inspector", "server.js"),
        Case("node --inspect server.js", executable: node, port: 3000, "node", "Node server.js"),
        Case(
            "node --inspect-brk=127.0.0.1:9400 app.js", executable: node, port: 9400, "node-inspector",
            "Node inspector", "app.js, waits for a debugger"),
        Case("node --inspect=9230 app.js", executable: node, port: 9229, "node", "Node app.js"),
        Case(
            "node node_modules/.bin/next dev", executable: node, port: 9230,
            environment: ["NODE_OPTIONS": "--trace-warnings --inspect=0.0.0.0:9230"], "node-inspector",
            "Node inspector", "next"),
        Case("deno run --allow-net main.ts", executable: "/usr/bin/deno", "deno", "Deno main.ts"),
        Case("deno task dev", executable: "/usr/bin/deno", "deno", "Deno dev", "task"),
        Case("deno run -A npm:vite", executable: "/usr/bin/deno", "vite", "Vite"),
        Case("bun run index.ts", executable: "/home/ada/.bun/bin/bun", "bun", "Bun index.ts"),
        Case("bun --hot src/server.tsx", executable: "/home/ada/.bun/bin/bun", "bun", "Bun src/server.tsx"),
        Case("bun run vite", executable: "/home/ada/.bun/bin/bun", "vite", "Vite"),
        Case(
            "bun --inspect=9300 index.ts", executable: "/usr/bin/bun", port: 9300, "node-inspector", "Bun inspector",
            "index.ts"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }
}

@Suite struct PythonRecognitionTests {
    static let cases: [Case] = [
        Case("python3 -m flask --app shop run", executable: python, "flask", "Flask", "shop"),
        Case(
            "/usr/bin/python3 /usr/bin/flask run", executable: python, environment: ["FLASK_APP": "api.py"], "flask",
            "Flask", "api.py"),
        Case(
            "python app.py", executable: python,
            files: ["/home/ada/shop/app.py": "import os\nfrom flask import Flask\n"], "flask", "Flask", "app.py"),
        Case("uv run flask run", executable: "/home/ada/.local/bin/uv", "flask", "Flask"),
        Case("poetry run uvicorn shop:app", executable: "/usr/bin/poetry", "uvicorn", "uvicorn", "shop:app"),
        Case("python manage.py runserver 8000", executable: python, "django", "Django", "shop"),
        Case(
            "python3 -m django runserver --settings shop.settings", executable: python, "django", "Django",
            "shop.settings"),
        Case(
            "python3 /usr/bin/uvicorn app.main:app --reload --port 8000", executable: python, "uvicorn", "uvicorn",
            "app.main:app"),
        Case(
            "python3 -m uvicorn main:app --host 0.0.0.0", executable: python,
            files: ["/home/ada/shop/main.py": "from fastapi import FastAPI\n"], "uvicorn", "uvicorn",
            "main:app (FastAPI)"),
        Case("python3 /usr/bin/fastapi dev main.py", executable: python, "fastapi", "FastAPI", "main.py"),
        Case(
            "python3 /usr/bin/gunicorn -b 127.0.0.1:8000 -w 4 shop.wsgi:application", executable: python, "gunicorn",
            "gunicorn", "shop.wsgi:application"),
        Case(
            "python3 /usr/bin/gunicorn --bind unix:/run/a.sock shop.wsgi", executable: python, "gunicorn", "gunicorn",
            "shop.wsgi"),
        Case(title: "gunicorn: master [app:app]", executable: python, "gunicorn", "gunicorn", "app:app"),
        Case(title: "gunicorn: worker [app:app]", executable: "", "gunicorn", "gunicorn", "app:app"),
        Case("python3 -m hypercorn app:app", executable: python, "hypercorn", "Hypercorn", "app:app"),
        Case(
            "python3 /usr/bin/daphne shop.asgi:application", executable: python, "daphne", "Daphne",
            "shop.asgi:application"),
        Case(
            "python3 -m http.server 8000", executable: python, "python-http-server", "Python http.server",
            "/home/ada/shop"),
        Case("python3 -um http.server -d dist", executable: python, "python-http-server", "Python http.server", "dist"),
        Case(
            "python3 /usr/bin/jupyter-lab --no-browser", executable: python, "jupyter", "JupyterLab", "/home/ada/shop"),
        Case("python3 -m jupyter notebook --notebook-dir=/n", executable: python, "jupyter", "Jupyter", "/n"),
        Case(
            "python3 -m ipykernel_launcher -f /run/kernel-1.json", executable: python, "jupyter-kernel",
            "Jupyter kernel", "Python"),
        Case("python3 /usr/bin/streamlit run dash.py", executable: python, "streamlit", "Streamlit", "dash.py"),
        Case(
            "/usr/bin/python3 /usr/bin/supervisord -c /etc/supervisor/supervisord.conf", executable: python,
            "supervisord", "Supervisor", "/etc/supervisor/supervisord.conf"),
        Case("python3 script.py", executable: python, "python", "Python script.py"),
        Case("python3 -u -W ignore tools/serve.py 9000", executable: python, "python", "Python serve.py"),
        Case(
            "python3 run.py", executable: python, files: ["/home/ada/shop/requirements.txt": "Django==5\n"],
            "python", "Python run.py", "Django"),
        Case("python3 -m shop.api", executable: python, "python", "Python shop.api"),
        Case("python3 -c from\u{20}x", executable: python, "python", "Python", "python -c"),
        Case("python3 -c from_multiprocessing.spawn", executable: python, "python", "Python worker", "multiprocessing"),
        Case("python -m debugpy --listen 5678 app.py", executable: python, port: 5678, "debugpy", "debugpy", "app.py"),
        Case(
            "python -m debugpy --listen 0.0.0.0:5678 --wait-for-client -m flask run", executable: python, port: 5678,
            "debugpy", "debugpy", "flask, waits for a debugger"),
        Case("python -m debugpy --listen 5678 -m flask run", executable: python, port: 5000, "flask", "Flask"),
        Case("python -m debugpy --listen 5678 app.py", executable: python, port: 8000, "python", "Python app.py"),
        Case(
            "/usr/bin/python3 /usr/lib/python3/dist-packages/debugpy/adapter --for-server 36531 --host 127.0.0.1 --port 5678",
            executable: python, port: 5678, "debugpy", "debugpy adapter", "shop"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }
}

@Suite struct RubyAndScriptRecognitionTests {
    static let cases: [Case] = [
        Case("ruby bin/rails server -p 3000", executable: ruby, "rails", "Rails", "shop"),
        Case("bundle exec rails s", executable: "/usr/bin/bundle", "rails", "Rails", "shop"),
        Case(title: "puma 6.4.0 (tcp://0.0.0.0:3000) [shop]", executable: ruby, "puma", "Puma", "shop"),
        Case(
            title: "puma: cluster worker 0: 4711 [shop]", executable: ruby,
            files: ["/home/ada/shop/config/application.rb": "module Shop"], "rails", "Rails", "shop"),
        Case(title: "unicorn master -c config/unicorn.rb", executable: ruby, "unicorn", "Unicorn", "config/unicorn.rb"),
        Case(title: "sidekiq 7.2.0 shop [0 of 5 busy]", executable: ruby, "sidekiq", "Sidekiq", "shop"),
        Case("ruby /usr/bin/rackup -p 9292", executable: ruby, "rack", "Rack", "shop"),
        Case(
            "ruby app.rb", executable: ruby, files: ["/home/ada/shop/app.rb": "require 'sinatra'\n"], "sinatra",
            "Sinatra", "app.rb"),
        Case("ruby tool.rb", executable: ruby, "ruby", "Ruby tool.rb"),
        Case("ruby /usr/bin/jekyll serve", executable: ruby, "jekyll", "Jekyll", "shop"),
        Case(
            "ruby /usr/bin/rdbg --open --port 12345 -c -- bin/rails server", executable: ruby, "rdbg", "Ruby debugger",
            "rails"),
        Case("php -S localhost:8000 -t public", executable: "/usr/bin/php8.2", "php-server", "PHP server", "public"),
        Case(
            "php -S 127.0.0.1:8000 router.php", executable: "/usr/bin/php8.2", "php-server", "PHP server", "router.php"),
        Case("php artisan serve", executable: "/usr/bin/php8.2", "laravel", "Laravel", "serve"),
        Case("php bin/console server:run", executable: "/usr/bin/php", "symfony", "Symfony", "server:run"),
        Case("php worker.php", executable: "/usr/bin/php", "php", "PHP worker.php"),
        Case(title: "php-fpm: pool www", executable: "/usr/sbin/php-fpm8.2", "php-fpm", "PHP-FPM", "pool www"),
        Case(
            title: "php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf)", executable: "", "php-fpm", "PHP-FPM",
            "/etc/php/8.2/fpm/php-fpm.conf"),
        Case("/usr/bin/perl server.pl", executable: "/usr/bin/perl", "perl", "Perl server.pl"),
        Case("lua5.4 serve.lua", executable: "/usr/bin/lua5.4", "lua", "Lua serve.lua"),
        Case("bash serve.sh", executable: "/usr/bin/bash", "shell", "Shell serve.sh"),
        Case(
            "/usr/lib/erlang/erts-13.1/bin/beam.smp -W w -- -root /usr/lib/erlang -sname rabbit@host -s rabbit boot",
            executable: "/usr/lib/erlang/erts-13.1/bin/beam.smp", "rabbitmq", "RabbitMQ", "rabbit@host"),
        Case(
            "/usr/lib/erlang/bin/beam.smp -- -root /usr/lib/erlang -s elixir start_cli -extra /usr/bin/mix phx.server",
            executable: "/usr/lib/erlang/bin/beam.smp", "phoenix", "Phoenix", "shop"),
        Case(
            "beam.smp -- -s elixir start_cli -extra /usr/bin/mix run", executable: "/x/beam.smp", "elixir", "Elixir",
            "mix run"),
        Case("beam.smp -- -boot /srv/shop/releases/0.1.0/start", executable: "/x/beam.smp", "erlang", "Erlang", "shop"),
        Case("/usr/lib/erlang/bin/epmd -daemon", executable: "/usr/lib/erlang/bin/epmd", "epmd", "Erlang port mapper"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }
}
