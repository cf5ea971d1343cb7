package main

import (
	_ "github.com/grafana/xk6-ts"
	"go.k6.io/k6/cmd"
)

func main() { cmd.Execute() }
