import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// A busy machine is slow and not wrong.
configure({ asyncUtilTimeout: 5_000 });

// jsdom has no `CSS`; react-aria asks for it when a dialog opens. Ids in tests need no escaping.
globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS;
