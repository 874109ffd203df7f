package dev.baton.api.aws.ssm;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** The operations of Parameter Store that Baton answers. */
public final class SsmOperations {

  public static final Operation<PutParameterRequest, PutParameterResponse> PUT_PARAMETER =
      Operation.changes(
          "AmazonSSM.PutParameter", PutParameterRequest::builder, PutParameterResponse::builder);

  public static final Operation<GetParameterRequest, GetParameterResponse> GET_PARAMETER =
      Operation.reads(
          "AmazonSSM.GetParameter", GetParameterRequest::builder, GetParameterResponse::builder);

  public static final Operation<GetParametersRequest, GetParametersResponse> GET_PARAMETERS =
      Operation.reads(
          "AmazonSSM.GetParameters", GetParametersRequest::builder, GetParametersResponse::builder);

  public static final Operation<GetParametersByPathRequest, GetParametersByPathResponse>
      GET_PARAMETERS_BY_PATH =
          Operation.reads(
              "AmazonSSM.GetParametersByPath",
              GetParametersByPathRequest::builder,
              GetParametersByPathResponse::builder);

  public static final Operation<DeleteParameterRequest, DeleteParameterResponse> DELETE_PARAMETER =
      Operation.changes(
          "AmazonSSM.DeleteParameter",
          DeleteParameterRequest::builder,
          DeleteParameterResponse::builder);

  public static final Operation<DescribeParametersRequest, DescribeParametersResponse>
      DESCRIBE_PARAMETERS =
          Operation.reads(
              "AmazonSSM.DescribeParameters",
              DescribeParametersRequest::builder,
              DescribeParametersResponse::builder);

  private SsmOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        PUT_PARAMETER,
        GET_PARAMETER,
        GET_PARAMETERS,
        GET_PARAMETERS_BY_PATH,
        DELETE_PARAMETER,
        DESCRIBE_PARAMETERS);
  }
}
