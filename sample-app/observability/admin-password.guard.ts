import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';

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

  /** @throws UnauthorizedException, so that the browser asks. */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const given = passwordIn(http.getRequest<IncomingMessage>().headers.authorization);
    if (given !== undefined && timingSafeEqual(digestOf(given), this.digest)) {
      return true;
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
