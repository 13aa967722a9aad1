import { useState } from "react";
import { Button } from "./Button";

/** The beginning of a digest or an id, with a button that copies all of it. */
export function Digest({ value, what = "digest" }: { value: string; what?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <span className="digest">
      <code title={value}>{value.replace(/^sha256:/, "").slice(0, 12)}</code>
      <Button variant="quiet" small icon={copied ? "good" : "copy"} label={`Copy the whole ${what}`} onPress={copy} />
      <span className="only-heard" role="status">
        {copied && "Copied"}
      </span>
    </span>
  );
}
