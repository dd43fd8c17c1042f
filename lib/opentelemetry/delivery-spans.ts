import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import type { DeliveryMessage } from '../index.js';
import { SCOPE_NAME, SCOPE_VERSION } from './instrumentation-scope.js';
import { exceptionOf } from './thrown-exception.js';

/** Who has spans of a delivery. */
interface Claim {
  /** The context it was published in: what one tracer provider has made active in it must not be the next one's parent. */
  readonly publisher: Context;
  /** Each has one span of it, however many instrumentations of the process there are. */
  readonly providers: TracerProvider[];
}

const claims = new WeakMap<DeliveryMessage, Claim>();

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

  /** A delivery begins. Returns the context that the plugin's method is to run in. */
  begin(message: DeliveryMessage): Context {
    const active = context.active();
    try {
      const span = this.startOnce(message, active);
      return span === undefined ? active : trace.setSpan(active, span);
    } catch {
      // A sampler or a span processor of the application has failed. The delivery goes on without a span.
      return active;
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

  private startOnce(message: DeliveryMessage, active: Context): Span | undefined {
    const { publisher, providers } = claimOf(message, active);
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

function claimOf(message: DeliveryMessage, active: Context): Claim {
  const known = claims.get(message);
  if (known) return known;
  const claim = { publisher: active, providers: [] };
  claims.set(message, claim);
  return claim;
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
