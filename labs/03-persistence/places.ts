import type { LabWorld } from "../../cli/lab/world";

/** Where the lab's token is written: three mounts, and beside them the container's own layer. */
export const places = ["bind", "volume", "tmpfs", "layer"] as const;

export type Place = (typeof places)[number];

/** When the token was last written, in seconds, by place; only those that have it. Nothing when the container does not run. */
export async function tokens(
  { docker }: LabWorld,
  container: string,
): Promise<ReadonlyMap<Place, number> | undefined> {
  const script = places.map((place) => `echo ${place} $(stat -c %Y /${place}/token 2>/dev/null)`).join("; ");
  const lines = await docker.ask("exec", container, "sh", "-c", script);
  if (!lines) return undefined;
  return new Map(
    lines.flatMap((line) => {
      const [place, seconds] = line.split(" ");
      const known = places.find((one) => one === place);
      return known && seconds ? [[known, Number(seconds)] as const] : [];
    }),
  );
}

/** Places as one writes them: `bind,volume`. */
export function placeList(found: Iterable<Place>): string {
  const all = new Set(found);
  return places.filter((place) => all.has(place)).join(",");
}

/** Whether two lists name the same places, in whatever order and with whatever between them. */
export function samePlaces(a: string, b: string): boolean {
  const list = (text: string) =>
    [
      ...new Set(
        text
          .toLowerCase()
          .split(/[^a-z]+/)
          .filter(Boolean),
      ),
    ]
      .sort()
      .join(",");
  return list(a) === list(b);
}
