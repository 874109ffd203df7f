// Starts the app on a free port and asks it over HTTP. Nothing but Node is needed.
const assert = require('assert');
const http = require('http');
const server = require('../app.js');

const tests = {
  'greets at /': async () => {
    const { status, body } = await get('/');
    assert.strictEqual(status, 200);
    assert.strictEqual(body, 'Hello from eks-cicd-app\n');
  },
  'is healthy': async () => {
    assert.strictEqual((await get('/health')).status, 200);
  },
  'names its version': async () => {
    const { status, body } = await get('/version?short');
    assert.strictEqual(status, 200);
    assert.ok(JSON.parse(body).version, 'a version');
  },
  'does not know other paths': async () => {
    assert.strictEqual((await get('//nowhere')).status, 404);
  },
};

function get(path) {
  return new Promise((resolve, reject) => {
    const { port } = server.address();
    http.get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    }).on('error', reject);
  });
}

server.listen(0, '127.0.0.1', async () => {
  let failures = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`ok      ${name}`);
    } catch (error) {
      failures++;
      console.log(`FAILED  ${name}: ${error.message}`);
    }
  }
  console.log(`${Object.keys(tests).length} tests, ${failures} failed`);
  server.close();
  process.exitCode = failures === 0 ? 0 : 1;
});
