import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { TextField } from "../../parts/TextField";

/** What is searched for: kept with the page's entry in the browser's session, and never in its address. */
export function useSearch(): [string, (search: string) => void] {
  const navigate = useNavigate();
  const { state, search: address } = useLocation();
  const keep = (search: string) => {
    // Another search begins at its first page with nothing opened.
    const rest = new URLSearchParams(address);
    rest.delete("cursor");
    rest.delete("open");
    void navigate({ search: rest.toString() }, { replace: true, state: { search }, preventScrollReset: true });
  };
  return [isKept(state) ? state.search : "", keep];
}

function isKept(state: unknown): state is { search: string } {
  return typeof state === "object" && state !== null && "search" in state && typeof state.search === "string";
}

/** How long to wait for the next letter. */
const PAUSE = 250;

/** A search that begins by itself once nobody types any more. */
export function Search({ label, value, onSearch }: { label: string; value: string; onSearch: (search: string) => void }) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (told.current === value) return;
    // The search was cleared, or the browser went back.
    told.current = value;
    setText(value);
  }, [value]);
  const tell = () => {
    told.current = text;
    onSearch(text);
  };
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(tell, PAUSE);
    return () => clearTimeout(timer);
    // Only what is typed begins a search.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        tell();
      }}
    >
      <TextField label={label} type="search" placeholder="Name, email or id" autoComplete="off" value={text} onChange={setText} />
    </form>
  );
}
