/** The protocol's messages and enumerations, as generated from `proto/courtside/v1`. */
export * from './generated/courtside/v1/commands.js';
export * from './generated/courtside/v1/frames.js';
export * from './generated/courtside/v1/types.js';
