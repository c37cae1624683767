// What the monitors of the check measure look at: answers at once and remembers who asked when. Prints its port; on SIGTERM writes what it
// saw to the file named by its argument, as pairs of monitor number and epoch milliseconds, and ends.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const arrivals: number[] = [];
const server = createServer((request, response) => {
  arrivals.push(Number((request.url ?? '/0').slice(1)), Date.now());
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '2' }).end('ok');
});
server.keepAliveTimeout = 90_000;
server.listen(0, '127.0.0.1', 4_096, () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('SIGTERM', () => {
  writeFileSync(process.argv[2]!, JSON.stringify(arrivals));
  process.exit();
});
