import { Button } from "./Button";
import { EmptyFirst } from "./EmptyFirst";

/** Nothing fits the filters. */
export function EmptyFiltered({ onClear, what = "Nothing fits these filters." }: { onClear: () => void; what?: string }) {
  return <EmptyFirst title={what} action={<Button onPress={onClear}>Clear filters</Button>} />;
}
