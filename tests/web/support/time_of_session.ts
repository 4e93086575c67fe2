/** Makes a page believe that a session is further on: a quarter of an hour is too long for a test to wait. */
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { SessionState } from '@courtside/client';

export interface SessionTime {
  state: SessionState;
  leftMs: number;
}

// The numbers of `ServerFrame.session_changed`, `SessionChanged.session`, `Session.state` and `Session.ends_ms`.
const sessionChanged = 31;
const session = 1;
const state = 3;
const endsMs = 8;

/** The server's frame, with another state and end where it tells of a session: of two values the later counts. */
export function withTime(frame: Buffer, time: SessionTime): Buffer {
  const reader = new BinaryReader(frame);
  const writer = new BinaryWriter();
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field !== sessionChanged) {
      writer.tag(field, wireType).raw(reader.skip(wireType, field));
      continue;
    }
    const inner = new BinaryReader(reader.bytes());
    inner.tag();
    const told = new BinaryWriter()
      .raw(inner.bytes())
      .uint32((state << 3) | 0)
      .int32(time.state)
      .uint32((endsMs << 3) | 0)
      .int64(Date.now() + time.leftMs)
      .finish();
    const changed = new BinaryWriter().uint32((session << 3) | 2).bytes(told).finish();
    writer.uint32((sessionChanged << 3) | 2).bytes(changed);
  }
  return Buffer.from(writer.finish());
}
