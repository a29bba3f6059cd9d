package com.tallyhybrid.officekit;

/** Markup that a page takes as it is, because a renderer made it in which every text is escaped. */
record Markup(String html) {}
