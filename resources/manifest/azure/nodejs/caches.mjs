import { ManagedIdentityCredential } from '@azure/identity';
import { Redis } from 'ioredis';

const credential = new ManagedIdentityCredential();
const renewBeforeMs = 300_000;

// A client of Azure Cache for Redis that signs in as the function app. A token is good for some hours; a new connection takes
// the place of the old one before it ends.
export class EntraRedis {
  #host;
  #connected; // { client, until }

  constructor(host) {
    this.#host = host;
  }

  async get(key) {
    return (await this.#client()).get(key);
  }

  async set(key, ...more) {
    return (await this.#client()).set(key, ...more);
  }

  async del(key) {
    return (await this.#client()).del(key);
  }

  async #client() {
    if (this.#connected !== undefined && Date.now() < this.#connected.until) return this.#connected.client;
    const { token, expiresOnTimestamp } = await credential.getToken('https://redis.azure.com/.default');
    const { oid } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));
    this.#connected?.client.disconnect();
    const client = new Redis({ host: this.#host, port: 6380, tls: {}, username: oid, password: token, connectTimeout: 2000 });
    this.#connected = { client, until: expiresOnTimestamp - renewBeforeMs };
    return client;
  }
}
