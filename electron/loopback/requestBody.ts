import type { IncomingMessage } from 'node:http';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** The body of a request, or the status to refuse it with. No more than the limit is ever held. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Result<Uint8Array, 400 | 413>> {
  const announced = request.headers['content-length'];
  if (announced !== undefined && Number(announced) > limit) return failure(413);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    // Leaving early must not end the connection: the refusal still has to be sent.
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > limit) return failure(413);
      parts.push(part);
    }
  } catch {
    // The other side went away; nobody is left to read the status.
    return failure(400);
  }
  return success(Buffer.concat(parts, length));
}
