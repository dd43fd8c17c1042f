/** A program that serves a port, and how to see that it does. */
export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Is added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly port: number;
  /** Settles when a client is let in, rejects when not. @default a TCP connection is enough */
  readonly tryToConnect?: () => Promise<void>;
}

/** How a kind of broker is found and started. */
export interface BrokerRecipe {
  /** Of its URL. */
  readonly scheme: string;
  /** What has to be there first. Without it the broker came with npm. */
  readonly needs?: {
    /** Debian's package, called as the program in it. */
    readonly debianPackage: string;
    /** The environment variable that says where the program is, where it is not found. */
    readonly pathVariable: string;
    /** Looked at in this order, and after them PATH. */
    readonly usualPlaces: readonly string[];
  };
  /** How many ports it takes. Clients get the first. */
  readonly portCount: number;
  /**
   * The processes to start, each when the one before it lets clients in.
   *
   * @param program where it was found
   * @param ports free ones
   * @param folder an empty one at the first start, and the same whenever it starts again
   */
  commands(program: string, ports: readonly number[], folder: string): ServerCommand[];
}
