/**
 * The middle of Baton. What is not required here cannot be imported in this module: no SQL, no
 * HTTP, no desktop.
 */
module dev.baton.core {
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.baton.model.access;
  exports dev.baton.model.artifact;
  exports dev.baton.model.audit;
  exports dev.baton.model.build;
  exports dev.baton.model.build.program;
  exports dev.baton.model.build.masking;
  exports dev.baton.model.document;
  exports dev.baton.model.execution;
  exports dev.baton.model.job;
  exports dev.baton.model.pipeline;
  exports dev.baton.engine;
  exports dev.baton.engine.build;
  exports dev.baton.port;
  exports dev.baton.usecase;
}
