#!/bin/sh
# Builds this service: target/employee-service.jar, and the test reports in target/reports
exec sh "$(dirname "$0")/../build-service.sh" employee-service com.example.erp.employee.EmployeeService
