/** The address of a client: that of the connection or, behind proxies that are trusted, what they say. */
import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyaddr from 'proxy-addr';
import { StartError } from '../errors.ts';

/** IPv6 clients choose the lower half of their addresses as they like: a network of 64 bits counts as one. */
const IPV6_BITS = 64;

/** Reads what requests are counted by; a setting that names no address is a StartError. */
export function clientAddress(trusted: readonly string[]): (request: IncomingMessage) => string {
  if (trusted.length === 0) return (request) => grouped(request.socket.remoteAddress ?? '');
  const trust = compile(trusted);
  return (request) => grouped(proxyaddr(request, trust));
}

function compile(trusted: readonly string[]): ReturnType<typeof proxyaddr.compile> {
  try {
    return proxyaddr.compile([...trusted]);
  } catch {
    throw new StartError('BAD_CONFIG', 'The setting trustProxy names something that is no address: correct it.');
  }
}

function grouped(text: string): string {
  if (!ipaddr.isValid(text)) return 'unknown';
  const address = ipaddr.process(text);
  return address instanceof ipaddr.IPv6
    ? address
        .toByteArray()
        .slice(0, IPV6_BITS / 8)
        .join('.')
    : address.toString();
}
