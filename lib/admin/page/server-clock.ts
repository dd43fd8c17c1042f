/** The server's clock, as far as it can be told here: ages would be wrong by as much as the two clocks differ. */
export class ServerClock {
  private ahead = 0;

  /** @param iso what the server's clock says now */
  set(iso: string): void {
    const told = Date.parse(iso);
    if (!Number.isNaN(told)) this.ahead = told - Date.now();
  }

  /** In milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.ahead;
  }
}
