/** Reads a deployment file: YAML with its places, the schema, the rules between fields, and every problem in the owner's words. */
package com.tallyhybrid.settings.file;
