/** A connection with a broker that is none of the relay's. */
export interface BrokerWriter {
  /** Writes one message where the instances meet. Settles once the broker has it. */
  write(message: Buffer): Promise<void>;
  close(): Promise<void>;
}
