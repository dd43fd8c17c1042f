import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';

/**
 * Asks for a password by HTTP Basic (RFC 7617): the one kind of `Authorization` that a browser sends by itself, with the page
 * and with the stream that the page opens.
 */
@Injectable()
export class AdminPasswordGuard implements CanActivate {
  private readonly digest: Buffer;

  /** @param password what has to be given, with any user name. */
  constructor(password: string) {
    this.digest = digestOf(password);
  }

  /**
   * @throws UnauthorizedException, so that the browser asks.
   * @throws ForbiddenException where the page asks for data in the background, and nobody waits for a dialogue.
   */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const { authorization, accept = '*/*' } = http.getRequest<IncomingMessage>().headers;
    const given = passwordIn(authorization);
    if (given !== undefined && timingSafeEqual(digestOf(given), this.digest)) {
      return true;
    }
    if (!/text\/html|\*\/\*/.test(accept)) {
      throw new ForbiddenException();
    }
    http.getResponse<ServerResponse>().setHeader('WWW-Authenticate', 'Basic realm="plugins", charset="UTF-8"');
    throw new UnauthorizedException();
  }
}

function passwordIn(authorization = ''): string | undefined {
  const [scheme = '', credentials = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') {
    return undefined;
  }
  const [, ...password] = Buffer.from(credentials, 'base64').toString().split(':');
  return password.length === 0 ? undefined : password.join(':');
}

/** Digests are of one length, whatever was given. */
function digestOf(password: string): Buffer {
  return createHash('sha256').update(password).digest();
}
