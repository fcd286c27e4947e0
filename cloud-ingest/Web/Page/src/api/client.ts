/** Asks the service. Every failure is a Trouble, whose kind decides what people are told. */

export type TroubleKind = "offline" | "signed_out" | "forbidden" | "not_found" | "invalid" | "conflict" | "busy" | "unavailable" | "failed";

export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    /** By field or parameter, as the service names them. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
    /** Seconds after which to try again, where the service says so. */
    readonly wait: number | null = null,
    detail = "",
  ) {
    super(detail || kind);
  }
}

function kindOf(status: number): TroubleKind {
  switch (status) {
    case 400:
      return "invalid";
    case 401:
      return "signed_out";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 409:
      return "conflict";
    case 429:
      return "busy";
    case 503:
      return "unavailable";
    // A proxy that does not reach the service.
    case 502:
    case 504:
      return "offline";
    default:
      return "failed";
  }
}

interface Problem {
  title?: string;
  detail?: string;
  errors?: Record<string, string[]>;
}

async function troubleOf(response: Response): Promise<Trouble> {
  const wait = Number(response.headers.get("Retry-After")) || null;
  try {
    const problem = (await response.json()) as Problem;
    return new Trouble(kindOf(response.status), problem.errors ?? {}, wait, problem.detail ?? problem.title ?? "");
  } catch {
    return new Trouble(kindOf(response.status), {}, wait);
  }
}

/** @param method Anything but GET changes something. */
export async function ask<T>(path: string, options: { method?: string; body?: unknown; signal?: AbortSignal } = {}): Promise<T> {
  const headers: Record<string, string> = { "X-Checkpoint": "1" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: options.method ?? "GET",
      headers,
      credentials: "same-origin",
      cache: "no-store",
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Trouble("offline");
  }
  if (!response.ok) throw await troubleOf(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

/** `/trends` and its parameters; those without a value are left out. */
export function query(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null && value !== undefined && value !== "") text.set(name, String(value));
  const all = text.toString();
  return all ? `${path}?${all}` : path;
}
