import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../../api/acts";
import { type Answer, api } from "../../api/client";
import { useAccount } from "../../api/hooks";
import { useLook } from "../../api/lookups";
import type { FieldProfile, Mapping } from "../../api/shapes";
import { useVersioned } from "../../api/versioned";
import { access } from "../../app/sign-in/access";
import { useUnsaved } from "../../app/sign-in/use-access";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Form } from "../../parts/Form";
import { Notice } from "../../parts/Notice";
import { CustomFields } from "./CustomFields";
import { draftOf, errorsOf, isValid, mappingOf } from "./draft";
import { LockDialog } from "./LockDialog";
import { nearNames } from "./near";
import { Preview } from "./Preview";
import { WhatIfResult } from "./WhatIfResult";

interface MappingFormProps {
  current: Answer<Mapping>;
  fields: readonly FieldProfile[];
  existing: readonly string[];
  nameOf: (path: string) => string;
}

/** The draft: saved as often as one likes, tried on one person and on all, then locked. */
export function MappingForm({ current, fields, existing, nameOf }: MappingFormProps) {
  const [tried, setTried] = useState(false);
  const [locking, setLocking] = useState(false);
  const form = useVersioned(current, draftOf, { sent: mappingOf, isHeld: locking });
  const { opened, setOpened, draft, setDraft } = form;
  const go = useNavigate();
  const account = useAccount();
  const save = useSave(opened, (answer, lock) => {
    setOpened(answer);
    if (!lock) return;
    access.releaseAll();
    void go(`/${account}`);
  });
  const whatIf = useLook();

  const mapping = mappingOf(draft);
  useUnsaved(form.isChanged);
  const errors = errorsOf(draft, opened.data.core);
  const isReady = () => {
    setTried(true);
    return isValid(errors);
  };
  const reload = () => {
    save.reset();
    setLocking(false);
    form.reload();
  };
  const mapped = mapping.demographics.map(({ name }) => name);
  const existingNames = [...new Set([...existing, ...(whatIf.data?.what_if?.not_filled ?? [])])];
  const near = mapped.filter((name) => nearNames(name, existingNames, mapped).length > 0).length;

  return (
    <>
      <div className="map-columns">
        <Form onSubmit={() => isReady() && setLocking(true)} problem={save.error} label="Mapping">
          <CustomFields draft={draft} onChange={setDraft} fields={fields} errors={tried ? errors : []} existing={existingNames} />
          {save.error && !locking && <Failure problem={save.error} reload={reload} />}
          <div className="form-actions map-actions">
            <Button type="submit" variant="primary">
              Lock and continue
            </Button>
            <Button busy={save.isPending && !locking} onPress={() => isReady() && save.mutate({ mapping, lock: false })}>
              Save draft
            </Button>
            <Button
              variant="quiet"
              busy={whatIf.isPending}
              onPress={() => isReady() && whatIf.mutate({ kind: "what_if", mapping })}
            >
              Try on everybody
            </Button>
            <span className="soft small" role="status">
              {form.isChanged ? "Not saved yet" : opened.data.version > 0 ? `Saved as version ${opened.data.version}` : ""}
            </span>
          </div>
        </Form>
        <Preview mapping={mapping} isReady={isReady} />
      </div>
      {whatIf.isPending && (
        <Notice tone="info" title="Reading everybody from TriNet" spoken>
          This may take a few minutes for a large company. You can go on editing.
        </Notice>
      )}
      {whatIf.error && <Failure problem={whatIf.error} retry={() => whatIf.mutate({ kind: "what_if", mapping })} />}
      {whatIf.data?.what_if && <Shown key={whatIf.data.id} whatIf={whatIf.data.what_if} />}
      {locking && (
        <LockDialog
          mapping={mapping}
          nameOf={nameOf}
          near={near}
          isBusy={save.isPending}
          problem={save.error}
          onLock={() => save.mutate({ mapping, lock: true })}
          onReload={reload}
          onClose={() => setLocking(false)}
        />
      )}
    </>
  );
}

/** Brings the focus to a result that somebody waited for. */
function Shown({ whatIf }: { whatIf: Parameters<typeof WhatIfResult>[0]["whatIf"] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>("h2")?.focus(), []);
  return (
    <div ref={place}>
      <WhatIfResult whatIf={whatIf} />
    </div>
  );
}

interface Saving {
  mapping: ReturnType<typeof mappingOf>;
  lock: boolean;
}

function useSave(opened: Answer<Mapping>, done: (answer: Answer<Mapping>, lock: boolean) => void) {
  const account = useAccount();
  const queries = useQueryClient();
  return useAct<Saving, Mapping>(
    async ({ mapping, lock }) => {
      const path = { account };
      const asked = { path, body: { ...mapping, lock }, ifMatch: opened.etag };
      const answer = await api.send("PUT", "/v1/accounts/{account}/mapping", asked);
      // The next change must name the version that this one made.
      return answer.etag ? answer : api.get("/v1/accounts/{account}/mapping", { path });
    },
    (answer, { lock }) => {
      queries.setQueryData([account, "mapping"], answer);
      void queries.invalidateQueries({ queryKey: [account] });
      done(answer, lock);
    },
  );
}
