package dev.baton.usecase;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.job.Job;
import dev.baton.model.job.JobResult;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.usecase.Jobs.Assigned;
import java.util.List;
import java.util.Map;

/**
 * What partners' job workers do. Whoever asks is told which job there is for which client; what the
 * job is, and answering it, is for those who show the client's token.
 */
public final class PartnerJobs {

  private final Jobs jobs;
  private final ClientTokens tokens;

  /**
   * Over the same jobs.
   *
   * @param tokens judges what workers show
   */
  public PartnerJobs(Jobs jobs, ClientTokens tokens) {
    this.jobs = jobs.ofPartners();
    this.tokens = tokens;
  }

  /** A job that was handed out, and whose token it takes. */
  public record Offered(String clientId, String jobId) {}

  /**
   * Hands out the oldest jobs of a type, each to one worker only.
   *
   * @param account whose worker asks
   */
  public List<Offered> poll(String account, String region, ActionTypeId id, int atMost) {
    CustomType type = jobs.type(account, region, id);
    if (type.partner().filter(partner -> partner.isPolledBy(account)).isEmpty()) {
      throw Refused.because(
          "ActionTypeNotFound",
          Problem.Kind.NOT_FOUND,
          "The action type " + id + " is not polled by account " + account + ".");
    }
    String client = ClientTokens.clientId(account, region, id);
    return jobs.poll(account, region, id, Map.of(), atMost).stream()
        .map(assigned -> new Offered(client, assigned.job().id()))
        .toList();
  }

  /**
   * A worker takes a job that it was handed out.
   *
   * @return where the job stands
   */
  public Job.Status acknowledge(
      String account, String region, String id, String nonce, String token) {
    admit(account, region, id, token);
    return jobs.acknowledge(account, region, id, nonce);
  }

  /** A job with its action; its nonce acknowledges it. */
  public Assigned details(String account, String region, String id, String token) {
    admit(account, region, id, token);
    return jobs.details(account, region, id);
  }

  /** A worker's answer. The same answer again is let be; another one is refused. */
  public void answer(String account, String region, String id, String token, JobResult given) {
    admit(account, region, id, token);
    jobs.answer(account, region, id, given);
  }

  private void admit(String account, String region, String id, String token) {
    Job job = jobs.find(account, region, id);
    tokens.check(ClientTokens.clientId(account, region, job.type()), token);
  }
}
