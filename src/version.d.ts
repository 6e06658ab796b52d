/** Filled in when the program is compiled. */
declare const __VERSION__: string;
/** A digest of the sources that were compiled. */
declare const __BUILD__: string;
