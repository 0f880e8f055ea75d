// The pages: one that lists what the api sells. It needs nothing but Node.
const http = require("node:http");

const { HOST, PORT, API_HOST, API_PORT } = process.env;

function goods() {
  return new Promise((resolve, reject) => {
    http.get({ host: API_HOST, port: API_PORT, path: "/goods" }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => (text += part));
      answer.on("end", () => resolve(JSON.parse(text)));
    }).on("error", reject);
  });
}

const server = http.createServer(async (question, answer) => {
  console.log(`${question.method} ${question.url}`);
  try {
    const rows = (await goods()).map((good) => `<li>${good.name}: ${good.price}</li>`);
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    answer.end(`<!doctype html><title>shop</title><h1>For sale</h1><ul>${rows.join("")}</ul>\n`);
  } catch (error) {
    answer.statusCode = 502;
    answer.end(`the api does not answer: ${error.message}\n`);
  }
});

server.listen(Number(PORT), HOST, () => console.log(`pages on http://${HOST}:${PORT}/`));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
