import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PluginRegistry } from 'nestjs-plugin-system';

import { Ledger } from '../ledger.js';

const FORGED = 'boom\nobserverOf=Forged error=x\nplugin=Forged error=x';

/** Observes how plugins do, and fails each time it is told. */
@Injectable()
export class FailingObservers implements OnModuleInit {
  constructor(
    private readonly ledger: Ledger,
    private readonly registry: PluginRegistry,
  ) {}

  /** Adds one observer that throws and one that rejects. */
  onModuleInit(): void {
    this.registry.onStatusChange(() => {
      this.ledger.observersTold++;
      throw new Error(FORGED);
    });
    this.registry.onStatusChange(() => {
      this.ledger.observersTold++;
      return Promise.reject(new Error(FORGED));
    });
  }
}
