/**
 * What tests run on and is no test itself: each package below imitates one program of the world, from the source that it
 * names, and serves tests of several packages. Here is what starts other programs (npm and the CDK's command line) and what
 * reads the sheets of facts. Nothing in it knows a test.
 */
package com.tallyhybrid.testkit;
