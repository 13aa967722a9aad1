import { useEffect, useState } from "react";

/** Says that something is being read, once that takes longer than a blink: nothing before 300 ms. */
export function Loading({ what }: { what: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" role="status">
      {late && (
        <>
          <span className="spinner" aria-hidden="true" />
          Loading {what}…
        </>
      )}
    </div>
  );
}
