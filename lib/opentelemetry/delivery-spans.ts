import {
  SpanKind,
  SpanStatusCode,
  type Context,
  type Span,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import type { DeliveryMessage } from '../index.js';
import { SCOPE_NAME, SCOPE_VERSION } from './instrumentation-scope.js';
import { exceptionOf } from './thrown-exception.js';

/** Who has a span of a delivery: each provider one, however many instrumentations of the process there are. */
const providersOf = new WeakMap<DeliveryMessage, TracerProvider[]>();

/** The spans of deliveries that have not ended. None of its methods throws: that would end the process. */
export class DeliverySpans {
  private readonly spans = new WeakMap<DeliveryMessage, Span>();
  private tracer: Tracer;
  /** How many have not ended. */
  open = 0;

  constructor(private provider: TracerProvider) {
    this.tracer = provider.getTracer(SCOPE_NAME, SCOPE_VERSION);
  }

  /** Has later spans made by another tracer provider. */
  use(provider: TracerProvider): void {
    this.provider = provider;
    this.tracer = provider.getTracer(SCOPE_NAME, SCOPE_VERSION);
  }

  /**
   * A delivery begins. Returns its span, unless the tracer provider has one.
   *
   * @param publisher the context in which it was published
   */
  begin(message: DeliveryMessage, publisher: Context): Span | undefined {
    try {
      return this.startOnce(message, publisher);
    } catch {
      // A sampler or a span processor of the application has failed. The delivery goes on without a span.
      return undefined;
    }
  }

  /** A delivery may have ended: it has when it has an outcome. */
  end(message: DeliveryMessage): void {
    const span = this.spans.get(message);
    if (span === undefined || message.outcome === undefined) return;
    this.spans.delete(message);
    this.open--;
    try {
      describeEnd(span, message);
    } catch {
      // As above; and it must end all the same.
    }
    try {
      span.end();
    } catch {
      // As above.
    }
  }

  private startOnce(message: DeliveryMessage, publisher: Context): Span | undefined {
    const providers = providersOf.get(message) ?? [];
    providersOf.set(message, providers);
    const provider = delegateOf(this.provider);
    if (providers.includes(provider)) return undefined;
    providers.push(provider);
    const { plugin, method, kind, hook } = message;
    const attributes = {
      'plugin_system.plugin': plugin,
      'plugin_system.method': method,
      'plugin_system.kind': kind,
      'plugin_system.hook': hook,
    };
    const span = this.tracer.startSpan(`deliver ${kind}.${hook}`, { kind: SpanKind.INTERNAL, attributes }, publisher);
    this.spans.set(message, span);
    this.open++;
    return span;
  }
}

/** The global provider stands in for the one that was registered, which others may have been given itself. */
function delegateOf(provider: TracerProvider): TracerProvider {
  // By what it can do: an application may have two copies of the API, and so two classes.
  const { getDelegate } = provider as { getDelegate?: () => TracerProvider };
  return typeof getDelegate === 'function' ? getDelegate.call(provider) : provider;
}

function describeEnd(span: Span, { outcome, error }: DeliveryMessage): void {
  span.setAttribute('plugin_system.outcome', outcome ?? '');
  if (outcome === 'delivered') return;
  const exception = exceptionOf(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.recordException(exception);
}
