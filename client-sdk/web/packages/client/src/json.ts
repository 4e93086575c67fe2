/**
 * `@courtside/client/json`: the text form of the protocol, to read along in the browser's tools while developing:
 * `new Client({ …, codec: jsonCodec })`. Not part of the script build.
 */
import type { Codec } from './api.js';
import { ClientFrame, ServerFrame } from './generated_json/courtside/v1/frames.js';

export const jsonCodec: Codec = {
  subprotocol: 'courtside.v1.json',
  encode: (frame) => JSON.stringify(ClientFrame.toJSON(frame)),
  decode(data) {
    if (typeof data !== 'string') {
      throw new TypeError('a binary frame, where only text is agreed on');
    }
    return ServerFrame.fromJSON(JSON.parse(data));
  },
};
