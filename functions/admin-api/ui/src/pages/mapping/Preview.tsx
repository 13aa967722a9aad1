import { useState } from "react";
import { useLook } from "../../api/lookups";
import type { MappingDraft, Preview as Shape } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Form } from "../../parts/Form";
import { isHidden, Value } from "../../parts/Masked";
import { Notice } from "../../parts/Notice";
import { TextField } from "../../parts/TextField";
import { fieldName } from "../../text";

/** One person as this mapping would have them: what TriNet sends, and what the directory gets. */
export function Preview({ mapping, isReady }: { mapping: MappingDraft | undefined; isReady: () => boolean }) {
  const [person, setPerson] = useState("");
  const [tried, setTried] = useState(false);
  const look = useLook();
  const blank = tried && person.trim() === "";
  const submit = () => {
    setTried(true);
    if (person.trim() !== "" && isReady()) look.mutate({ kind: "preview", person: person.trim(), mapping });
  };
  return (
    <section className="card preview" aria-labelledby="preview">
      <div className="section-head">
        <h2 id="preview">Preview one person</h2>
        <p className="soft small">See what this mapping makes of somebody, before it is saved.</p>
      </div>
      <Form onSubmit={submit}>
        <TextField
          label="Work email, Employee ID or TriNet id"
          value={person}
          onChange={setPerson}
          error={blank ? "Enter whom to show." : undefined}
          autoComplete="off"
        />
        <div className="form-actions">
          <Button type="submit" busy={look.isPending}>
            Show
          </Button>
        </div>
      </Form>
      {look.error && <Failure problem={look.error} retry={submit} />}
      {look.data?.preview && <Values preview={look.data.preview} />}
    </section>
  );
}

function Values({ preview: { excluded, source_id, values } }: { preview: Shape }) {
  return (
    <div className="stack-tight" role="status">
      <p className="small soft">
        TriNet id <code>{source_id}</code>
      </p>
      {excluded && (
        <Notice tone="info" title="Excluded">
          This person would not be imported.
        </Notice>
      )}
      <dl className="preview-values">
        {values.map(({ field, value, note, source }) => (
          <div key={field}>
            <dt>{fieldName(field)}</dt>
            <dd className="break">
              {value === null ? <span className="soft">No value</span> : <Value text={value} />}
              {source !== null && value !== null && source !== value && !isHidden(value) && (
                <span className="soft small"> from “{source}”</span>
              )}
              {note && <span className="preview-note soft small">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
