// One request, as wrk sends it: no header but those that it must have, so that the answer is what wrk is sent.
import { request } from 'node:http';

/** The answer as it came over the wire. */
export function ask(url, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', headers, agent: false, timeout: 60_000 });
    sent.on('timeout', () => sent.destroy(new Error(`${url} has not answered within a minute`)));
    sent.on('error', reject);
    sent.on('response', async (response) => {
      try {
        const parts = [];
        for await (const part of response) parts.push(part);
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) });
      } catch (error) {
        reject(error);
      }
    });
    sent.end(body);
  });
}

/** The data of a whole answer; anything else is an error that names who gave it. */
export async function data(name, url, body) {
  const { status, bytes } = await ask(url, body);
  const text = bytes.toString();
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(`${name}: status ${status}, and no JSON: ${text.slice(0, 500)}`);
  }
  if (status !== 200 || answer.errors || !answer.data) throw new Error(`${name}: status ${status}: ${text.slice(0, 500)}`);
  return answer.data;
}
