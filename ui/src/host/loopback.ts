// The test host's other end: the same commands over loopback, with the token of this run.
import type { Carrier } from "./host";

/** Reads the token from the address (`#token=…`) and posts each command as JSON. */
export function loopback(address: Location, fetch: typeof window.fetch): Carrier {
  const token = new URLSearchParams(address.hash.slice(1)).get("token") ?? "";
  return async (name, request) => {
    const response = await fetch(`/desk/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-qabul-token": token },
      body: JSON.stringify(request),
    });
    if (response.status === 200) return response.json();
    if (response.status === 422) throw await response.json();
    throw `${name}: ${response.status}`;
  };
}
