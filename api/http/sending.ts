/** Clients that do not take their answer: it must not be held for them for ever. */
import type { ServerResponse } from 'node:http';

/** An answer that is ready is taken within that time, or the connection is closed. */
export function boundSending(response: ServerResponse, milliseconds: number): void {
  response.once('prefinish', () => {
    // What the system took at once needs no looking after.
    if ((response.socket?.writableLength ?? 0) === 0) return;
    const timer = setTimeout(() => response.destroy(), milliseconds);
    response.once('close', () => clearTimeout(timer));
  });
}

/** The same for an answer that is made while it is sent: nothing may stand still for that long. */
export function boundStandstill(response: ServerResponse, milliseconds: number): void {
  const { socket } = response;
  // A stream that is piped listens often.
  response.setMaxListeners(20);
  const cut = (): void => void response.destroy();
  socket?.setTimeout(milliseconds, cut);
  response.once('close', () => {
    socket?.setTimeout(0);
    socket?.off('timeout', cut);
  });
}
