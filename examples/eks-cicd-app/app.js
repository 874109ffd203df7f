const fs = require('fs');
const http = require('http');
const path = require('path');

/** What the build stamped into version.json; a working tree has none. */
function release() {
  try {
    return JSON.parse(fs.readFileSync(path.join(__dirname, 'version.json'), 'utf8'));
  } catch {
    return { version: 'development', commit: 'none' };
  }
}

const pages = new Map([
  ['/', () => ['text/plain', 'Hello from eks-cicd-app\n']],
  ['/health', () => ['text/plain', 'ok\n']],
  ['/version', () => ['application/json', JSON.stringify(release()) + '\n']],
]);

const server = http.createServer((request, response) => {
  const page = pages.get(request.url.split('?')[0]);
  const [type, body] = page ? page() : ['text/plain', 'not found\n'];
  response.writeHead(page ? 200 : 404, { 'Content-Type': type });
  response.end(body);
});

if (require.main === module) {
  const port = process.env.PORT || 3000;
  server.listen(port, () => console.log(`eks-cicd-app listening on port ${server.address().port}`));
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
}

module.exports = server;
