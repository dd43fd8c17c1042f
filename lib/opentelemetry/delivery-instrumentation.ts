import { tracingChannel } from 'node:diagnostics_channel';
import { context, trace, type TracerProvider } from '@opentelemetry/api';
import { DELIVERY_CHANNEL, type DeliveryMessage } from '../index.js';
import { DeliverySpans } from './delivery-spans.js';
import { SCOPE_NAME, SCOPE_VERSION } from './instrumentation-scope.js';

/** How a {@link DeliveryInstrumentation} is set up. */
export interface DeliveryInstrumentationConfig {
  /**
   * Whether it traces.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

const { start, end, asyncEnd } = tracingChannel<object, DeliveryMessage>(DELIVERY_CHANNEL);

/**
 * Makes one OpenTelemetry span of each delivery, a child of what is active where the event is published: `deliver
 * <kind>.<hook>`, with the attributes `plugin_system.plugin`, `.method`, `.kind`, `.hook` and `.outcome`. It is active in
 * the plugin's method, and has the status ERROR and the exception when the delivery failed. Nothing of the payload is in it.
 *
 * It is what `registerInstrumentations()` of `@opentelemetry/instrumentation` takes, and needs no more than the API itself.
 * It traces every application of the process. Two of one tracer provider make one span of a delivery, not two.
 *
 * @example
 * registerInstrumentations({ instrumentations: [new DeliveryInstrumentation()] });
 */
export class DeliveryInstrumentation {
  readonly instrumentationName: string = SCOPE_NAME;
  readonly instrumentationVersion: string = SCOPE_VERSION;

  private readonly spans = new DeliverySpans(trace.getTracerProvider());
  private isEnabled = false;
  private isListening = false;

  /** Traces from now on, as all instrumentations do, unless `enabled` is `false`; to the global tracer provider first. */
  constructor({ enabled = true }: DeliveryInstrumentationConfig = {}) {
    if (enabled) this.enable();
  }

  /** Traces from now on; does nothing when it does already. */
  enable(): void {
    if (this.isEnabled) return;
    this.isEnabled = true;
    start.subscribe(this.onStart);
    if (this.isListening) return;
    this.isListening = true;
    end.subscribe(this.onEnd);
    asyncEnd.subscribe(this.onEnd);
  }

  /** Makes no more spans. Those of deliveries in flight end when these do. */
  disable(): void {
    if (!this.isEnabled) return;
    this.isEnabled = false;
    start.unsubscribe(this.onStart);
    this.leaveWhenDone();
  }

  /** Has later spans made by this provider. */
  setTracerProvider(tracerProvider: TracerProvider): void {
    this.spans.use(tracerProvider);
  }

  /** Does nothing: the metrics are those of `PluginTelemetryModule`, which knows the application they are of. */
  setMeterProvider(): void {}

  /** Takes `enabled` over, when it is there. */
  setConfig({ enabled }: DeliveryInstrumentationConfig): void {
    if (enabled === true) this.enable();
    if (enabled === false) this.disable();
  }

  /** How it is now. */
  getConfig(): DeliveryInstrumentationConfig {
    return { enabled: this.isEnabled };
  }

  private readonly onStart = (message: unknown): void => {
    try {
      const delivery = message as DeliveryMessage;
      const span = this.spans.begin(delivery, context.active());
      if (span) delivery.callWithin((call) => context.with(trace.setSpan(context.active(), span), call));
    } catch {
      // A context manager of the application has failed. What is thrown here would end the process.
    }
  };

  private readonly onEnd = (message: unknown): void => {
    this.spans.end(message as DeliveryMessage);
    // Not at once: some versions of Node skip a subscriber when one leaves while they are told.
    if (!this.isEnabled) queueMicrotask(() => this.leaveWhenDone());
  };

  private leaveWhenDone(): void {
    if (this.isEnabled || !this.isListening || this.spans.open > 0) return;
    this.isListening = false;
    end.unsubscribe(this.onEnd);
    asyncEnd.unsubscribe(this.onEnd);
  }
}
