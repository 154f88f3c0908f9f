// Some unit tests start and kill real processes; on a machine that is busy with something else one may come too late.
// A test that fails three times fails; each failure is printed.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
