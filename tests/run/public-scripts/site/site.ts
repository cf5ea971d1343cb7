// @module-tag needs/openssl
import { listening, openSmallSite } from '../../small-site.ts';
import { answers } from './answers.ts';
import { createGreeter } from './greeter.ts';
import { echoMessages } from './web-socket.ts';

/** What public scripts are let loose on. */
export interface Site {
  readonly url: string;
  /** What scripts are told of it, as their environment. */
  readonly settings: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Opens the small site with all that public scripts try beside it: WebSocket, gRPC, redirects, cookies and so on. */
export async function openSite(): Promise<Site> {
  const small = await openSmallSite({ answers, upgrade: echoMessages });
  const greeter = createGreeter();
  const port = await listening(greeter);
  return {
    url: small.url,
    settings: {
      BASE_URL: small.url,
      SECURE_URL: small.secureUrl,
      GRPC_ADDRESS: `127.0.0.1:${port}`,
    },
    close: async () => {
      await small.close();
      greeter.close();
    },
  };
}
