const patience = 15_000;

/** Asks the gateway: a verdict, or the code of what stood in the way with its detail. Never throws. */
export async function ask(question) {
  try {
    const answer = await fetch('/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    const body = await answer.json();
    return answer.ok ? { verdict: body } : { problem: body?.code ?? 'Unexpected', detail: body?.detail };
  } catch (failure) {
    return { problem: failure instanceof SyntaxError ? 'Unexpected' : 'Unreachable' };
  }
}
