/**
 * The synthesized templates with every reference answered, so that rules and policy checks read plain text.
 *
 * <p>{@link com.tallyhybrid.controls.template.Assembly} is the way in. A name that CloudFormation would make up at
 * deployment gets a made-up one that depends on nothing but the stack and the logical id. What is not understood is
 * refused with its place: a guess here would turn into a false proof further on.
 *
 * <p>Not modelled: conditions ({@code Fn::If}), mappings, macros, nested stacks, stages, and parameters without a
 * default or read from Systems Manager.
 */
package com.tallyhybrid.controls.template;
