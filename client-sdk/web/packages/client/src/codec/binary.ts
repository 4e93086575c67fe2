import type { Codec } from '../api.js';
import { ClientFrame, ServerFrame } from '../wire.js';

/** One protobuf message a frame. */
export const binaryCodec: Codec = {
  subprotocol: 'courtside.v1.proto',
  encode: (frame) => ClientFrame.encode(frame).finish(),
  decode(data) {
    if (typeof data === 'string') {
      throw new TypeError('a text frame, where only binary ones are agreed on');
    }
    return ServerFrame.decode(new Uint8Array(data));
  },
};
