import type { Codec } from '../api.js';
import type { ServerFrame } from '../wire.js';
import { decode, encode } from './messages.js';

/** One protobuf message a frame. */
export const binaryCodec: Codec = {
  subprotocol: 'courtside.v1.proto',
  encode: (frame) => encode('ClientFrame', frame),
  decode(data) {
    if (typeof data === 'string') {
      throw new TypeError('a text frame, where only binary ones are agreed on');
    }
    return decode('ServerFrame', new Uint8Array(data)) as ServerFrame;
  },
};
