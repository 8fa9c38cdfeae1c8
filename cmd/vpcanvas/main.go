// Command vpcanvas is the studio and its tools: a server for drawing networks, and
// the same engine on the command line. This package only wires; one file per command.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

// commands in the order that help shows them.
var commands = []func() *cobra.Command{
	newServe,
	newURL,
	newAudit,
	newCheck,
	newTrace,
	newMatrix,
	newDiff,
	newExposure,
	newWeight,
	newBlast,
	newWhatIf,
	newReady,
	newExport,
	newImport,
	newCollect,
	newTemplate,
	newSchema,
	newVersion,
}

// exitUsage is for bad usage and bad input alike.
const exitUsage = 2

// outcome is a result that a script reads from the exit code. It is no error:
// nothing is printed for it.
type outcome int

func (o outcome) Error() string { return fmt.Sprintf("exit %d", int(o)) }

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings as arguments. It is the one place that turns
// errors into exit codes.
func run(ctx context.Context, args []string, in io.Reader, out, diagnostics io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(diagnostics)
	err := root.ExecuteContext(ctx)
	var result outcome
	switch {
	case err == nil:
		return 0
	case errors.As(err, &result):
		return int(result)
	}
	fmt.Fprintln(diagnostics, "vpcanvas:", oneLine(err))
	return exitUsage
}
