// The version of this program: filled in when it is compiled; run from its sources it is none.
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0';
