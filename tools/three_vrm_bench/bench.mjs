#!/usr/bin/env node
// node bench.mjs MODEL.vrm SHOW.json [PICTURE.png]: opens the page in headless Chromium on the system's OpenGL and tells
// {"ready": …}. Each line on stdin is a number of frames to draw; each is answered by a line of JSON. PICTURE, where it is not there
// yet, gets the frame after the first line. Ends with stdin.
// The one who starts it measures the CPU of the browser's processes.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [model, show, picture] = process.argv.slice(2);
const ROOT = path.dirname(fileURLToPath(import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json' };

const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = { '/model': model, '/show': show }[name] ?? path.join(ROOT, path.normalize(`/${name}`));
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const places = (process.env.PATH ?? '').split(path.delimiter);
  const files = places.flatMap((dir) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(dir, name)));
  const found = files.find((file) => fs.existsSync(file));
  if (!found) throw new Error('no chromium in PATH (install it or set CHROMIUM)');
  return found;
}

const args = ['--use-gl=angle', '--use-angle=gl-egl', '--ignore-gpu-blocklist', '--force-device-scale-factor=1'];
if (process.getuid?.() === 0) args.push('--no-sandbox');
const browser = await chromium.launch({ executablePath: program(), headless: true, args });
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
try {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  await page.waitForFunction('window.ready', null, { timeout: 60000 });
  tell({ ready: await page.evaluate(() => window.setup()) });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const drawn = await page.evaluate((count) => window.draw(count), Number(line));
    if (picture && !fs.existsSync(picture)) {
      fs.writeFileSync(picture, Buffer.from(await page.evaluate(() => window.picture()), 'base64'));
    }
    tell(drawn);
  }
} finally {
  await browser.close();
  server.close();
}
