/**
 * How a value of the settings or of the outputs is written into a command or a router's file: one function a language.
 *
 * <p>A template never does this itself. What stands in a command is quoted by the place where it stands, so forgetting
 * it is refused and not noticed by a reader of the page. JSON is written by Jackson, and HTML by the template engine.
 */
package com.tallyhybrid.officekit.quoting;
