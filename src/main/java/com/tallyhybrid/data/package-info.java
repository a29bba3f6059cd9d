/** Reads what the project knows about AWS from files of YAML, which stand beside the classes that use it. */
package com.tallyhybrid.data;
